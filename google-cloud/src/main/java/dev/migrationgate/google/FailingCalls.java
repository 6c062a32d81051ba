package dev.migrationgate.google;

import dev.migrationgate.failpoint.FailPoints;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** Fail points before and after every call: {@code before Jobs/CreateJob}, {@code after Jobs/CreateJob}. */
final class FailingCalls implements ClientInterceptor {

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        String full = method.getFullMethodName();
        String name = full.substring(full.lastIndexOf('.') + 1);
        return new SimpleForwardingClientCall<Q, A>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                FailPoints.reach("before " + name);
                super.start(after(name, listener), headers);
            }
        };
    }

    private static <A> ClientCall.Listener<A> after(String name, ClientCall.Listener<A> listener) {
        return new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
                FailPoints.reach("after " + name);
                super.onClose(status, trailers);
            }
        };
    }
}
