package dev.rollcall.gateway.limit;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What counts as one address: an IPv4 address, or the /64 that one IPv6 customer has. Pure. */
public final class AddressKey {

    private static final int NETWORK_BYTES = 8;

    private AddressKey() {}

    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length < NETWORK_BYTES
                ? address
                : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
    }
}
