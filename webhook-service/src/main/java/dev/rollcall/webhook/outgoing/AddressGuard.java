package dev.rollcall.webhook.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Whether an address, as it was resolved, may be called: only what is routed on the Internet
 * (IANA's special-purpose registries). Whoever allows a target its private address allows private
 * networks and this machine, never link-local ones, where clouds keep their metadata. Pure.
 */
final class AddressGuard {

    private AddressGuard() {}

    static boolean allows(InetAddress address, boolean allowPrivate) {
        if (address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()) {
            return false;
        }
        boolean isPrivate = isPrivate(address);
        return isPrivate
                ? allowPrivate
                : address instanceof Inet4Address
                        ? isPublic4(address.getAddress())
                        : isPublic6(address.getAddress(), allowPrivate);
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal =
                address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal;
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        int third = bytes[2] & 0xFF;
        return switch (first) {
            case 0 -> false;
            case 100 -> second < 64 || second > 127;
            case 192 ->
                    !((second == 0 && (third == 0 || third == 2)) || (second == 88 && third == 99));
            case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100));
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    /** Global unicast; what only wraps an IPv4 address is judged by that one. */
    private static boolean isPublic6(byte[] bytes, boolean allowPrivate) {
        if (startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B)) {
            return allows(wrapped(bytes, 12), allowPrivate);
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return allows(wrapped(bytes, 2), allowPrivate);
        }
        boolean special =
                startsWith(bytes, 0x20, 0x01, 0x0D, 0xB8)
                        || (startsWith(bytes, 0x20, 0x01) && (bytes[2] & 0xFE) == 0)
                        || startsWith(bytes, 0x3F, 0xFF);
        return (bytes[0] & 0xE0) == 0x20 && !special;
    }

    private static InetAddress wrapped(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
