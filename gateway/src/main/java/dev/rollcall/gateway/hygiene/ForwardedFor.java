package dev.rollcall.gateway.hygiene;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address in an entry of X-Forwarded-For as proxies write it: alone, with a port ({@code
 * 192.0.2.1:5678}), in brackets with or without one ({@code [2001:db8::1]:5678}). An IPv4 address
 * in IPv6 clothes is that IPv4 address. Pure.
 */
final class ForwardedFor {

    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([^\\]]+)\\]|([0-9.]+))(?::[0-9]{1,5})?");

    private ForwardedFor() {}

    /** Null if there is none. */
    static @Nullable String address(String entry) {
        Matcher written = WITH_PORT.matcher(entry);
        if (!written.matches()) {
            return bare(entry);
        }
        String inBrackets = written.group(1);
        if (inBrackets != null) {
            return NetUtil.isValidIpV6Address(inBrackets) ? bare(inBrackets) : null;
        }
        return bare(written.group(2));
    }

    private static @Nullable String bare(String text) {
        if (NetUtil.isValidIpV4Address(text)) {
            return text;
        }
        byte @Nullable [] bytes =
                NetUtil.isValidIpV6Address(text)
                        ? NetUtil.createByteArrayFromIpAddressString(text)
                        : null;
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes) instanceof Inet4Address mapped
                    ? mapped.getHostAddress()
                    : text;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
