package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.route.Upstreams;
import io.micronaut.scheduling.TaskExecutors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to upstreams. A name is looked up each time, and never on the event loop; its
 * addresses are tried in turn, each for a second. Thread safe.
 */
@Singleton
final class Connector {

    private static final int CONNECT_MILLIS = 1000;
    private static final int HANDSHAKE_MILLIS = 5000;
    private static final int LONGEST_LINE = 4096;
    private static final int LARGEST_HEAD = 32_768;
    private static final int CHUNK = 65_536;

    /** Hears of a connection, or of null: nobody was there. On the event loop. */
    @FunctionalInterface
    interface Opened {
        void opened(@Nullable UpstreamConnection connection);
    }

    private final Upstreams upstreams;
    private final ExecutorService threads;
    private final SslContext tls;

    Connector(Upstreams upstreams, @Named(TaskExecutors.BLOCKING) ExecutorService threads)
            throws SSLException {
        this.upstreams = upstreams;
        this.threads = threads;
        this.tls = SslContextBuilder.forClient().build();
    }

    void open(
            String upstream,
            Lane lane,
            EventLoop loop,
            Class<? extends Channel> kind,
            Opened opened) {
        Upstreams.Address address = upstreams.address(upstream);
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(kind)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        equip(channel, address, upstream, lane);
                                    }
                                });
        byte @Nullable [] literal = NetUtil.createByteArrayFromIpAddressString(address.host());
        if (literal != null) {
            tryNext(bootstrap, List.of(socket(literal, address)).iterator(), opened);
            return;
        }
        try {
            threads.execute(
                    () -> {
                        List<InetSocketAddress> found = lookUp(address);
                        loop.execute(() -> tryNext(bootstrap, found.iterator(), opened));
                    });
        } catch (RejectedExecutionException ending) {
            opened.opened(null);
        }
    }

    private void equip(Channel channel, Upstreams.Address address, String upstream, Lane lane) {
        if (address.tls()) {
            SslHandler handler = tls.newHandler(channel.alloc(), address.host(), address.port());
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            handler.engine().setSSLParameters(parameters);
            handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
            channel.pipeline().addLast("tls", handler);
        }
        HttpDecoderConfig decoding =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(LARGEST_HEAD)
                        .setMaxChunkSize(CHUNK);
        AnswerDecoder decoder = new AnswerDecoder(decoding);
        channel.pipeline()
                .addLast("encoder", new HttpRequestEncoder())
                .addLast("decoder", decoder)
                .addLast("upstream", new UpstreamConnection(channel, decoder, lane, upstream));
    }

    private static InetSocketAddress socket(byte[] literal, Upstreams.Address address) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(literal), address.port());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<InetSocketAddress> lookUp(Upstreams.Address address) {
        try {
            return Arrays.stream(InetAddress.getAllByName(address.host()))
                    .map(found -> new InetSocketAddress(found, address.port()))
                    .toList();
        } catch (UnknownHostException nowhere) {
            return List.of();
        }
    }

    private static void tryNext(
            Bootstrap bootstrap, Iterator<InetSocketAddress> addresses, Opened opened) {
        if (!addresses.hasNext()) {
            opened.opened(null);
            return;
        }
        var _ =
                bootstrap
                        .connect(addresses.next())
                        .addListener(
                                (ChannelFuture connected) -> {
                                    if (connected.isSuccess()) {
                                        established(connected.channel(), opened);
                                    } else {
                                        tryNext(bootstrap, addresses, opened);
                                    }
                                });
    }

    private static void established(Channel channel, Opened opened) {
        UpstreamConnection connection = channel.pipeline().get(UpstreamConnection.class);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            opened.opened(connection);
            return;
        }
        var _ =
                tls.handshakeFuture()
                        .addListener(
                                shaken -> {
                                    if (!shaken.isSuccess()) {
                                        connection.close();
                                    }
                                    opened.opened(shaken.isSuccess() ? connection : null);
                                });
    }
}
