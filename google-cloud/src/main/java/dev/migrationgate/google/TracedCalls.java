package dev.migrationgate.google;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Tells every call as a span, by the names of OpenTelemetry's conventions (https://opentelemetry.io/docs/specs/semconv/rpc/grpc/), where
 * it is made for something that has a span itself. What a client repeats or polls goes on in the same place. Messages are not told.
 */
final class TracedCalls implements ClientInterceptor {
    private final Tracer tracer;

    TracedCalls(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        Context within = Context.current();
        ClientCall<Q, A> call = next.newCall(method, options);
        return Span.fromContext(within).getSpanContext().isValid()
                ? new TracedCall<>(call, span(method, within, next.authority()), within)
                : call;
    }

    private Span span(MethodDescriptor<?, ?> method, Context within, String server) {
        return tracer.spanBuilder(method.getFullMethodName())
                .setParent(within)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("rpc.system", "grpc")
                .setAttribute("rpc.service", String.valueOf(method.getServiceName()))
                .setAttribute("rpc.method", String.valueOf(method.getBareMethodName()))
                .setAttribute("server.address", server)
                .startSpan();
    }

    private static final class TracedCall<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private final Span span;
        private final Context within;

        TracedCall(ClientCall<Q, A> call, Span span, Context within) {
            super(call);
            this.span = span;
            this.within = within;
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<A>(listener) {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            end(status);
                            // The client decides here whether to repeat the call.
                            try (Scope _ = within.makeCurrent()) {
                                super.onClose(status, trailers);
                            }
                        }
                    },
                    headers);
        }

        /** Without the status's description, which may name anything. */
        private void end(Status status) {
            span.setAttribute("rpc.grpc.status_code", status.getCode().value());
            if (!status.isOk()) {
                span.setStatus(StatusCode.ERROR)
                        .setAttribute("error.type", status.getCode().name());
            }
            span.end();
        }
    }
}
