package dev.migrationgate.emulator.fault;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A server's TCP connections, which gRPC does not let its services touch, so that one can be cut in the middle of a call. */
public final class Connections implements AutoCloseable {
    private final Map<SocketAddress, Channel> open = new ConcurrentHashMap<>();
    private final EventLoopGroup accepting = new NioEventLoopGroup(1);
    private final EventLoopGroup serving = new NioEventLoopGroup();

    /** Lets the server accept its connections here. */
    public NettyServerBuilder of(NettyServerBuilder server) {
        return server.channelFactory(Listening::new)
                .bossEventLoopGroup(accepting)
                .workerEventLoopGroup(serving);
    }

    /**
     * Resets the connection, without a word to the other side.
     *
     * @param call attributes of a call that came by it
     */
    public void cut(Attributes call) {
        Optional.ofNullable(call.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))
                .map(open::get)
                .ifPresent(Connections::reset);
    }

    /** Not {@code close()}, which gRPC takes for a wish to end its calls in good order. */
    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.eventLoop()
                .execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
    }

    /** Ends the threads; the server is down by then. */
    @Override
    public void close() {
        var _ = accepting.shutdownGracefully();
        var _ = serving.shutdownGracefully();
    }

    private final class Listening extends NioServerSocketChannel {
        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int before = accepted.size();
            int count = super.doReadMessages(accepted);
            accepted.subList(before, accepted.size()).forEach(connection -> keep((Channel) connection));
            return count;
        }

        private void keep(Channel connection) {
            SocketAddress client = connection.remoteAddress();
            open.put(client, connection);
            var _ = connection.closeFuture().addListener(_ -> open.remove(client, connection));
        }
    }
}
