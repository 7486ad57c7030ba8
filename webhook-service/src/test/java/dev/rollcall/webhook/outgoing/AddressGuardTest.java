package dev.rollcall.webhook.outgoing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TW40, on addresses as they are resolved. */
final class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "223.255.255.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void theInternetMayBeCalled(String address) throws UnknownHostException {
        assertTrue(AddressGuard.allows(InetAddress.getByName(address), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:10.0.0.1",
                "2130706433",
                "::ffff:7f00:1",
                "2002:7f00:1::1",
                "64:ff9b::a00:1"
            })
    void whatIsPrivateMayBeCalledOnlyWhereThatIsAllowed(String address)
            throws UnknownHostException {
        assertFalse(AddressGuard.allows(InetAddress.getByName(address), false));
        assertTrue(AddressGuard.allows(InetAddress.getByName(address), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "0.0.0.0", "::", "0.1.2.3",
                "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
                "224.0.0.1", "240.0.0.1", "255.255.255.255", "ff02::1", "2001:db8::1", "2001::1",
                "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "4000::1"
            })
    void theRestNobodyMayCall(String address) throws UnknownHostException {
        InetAddress resolved = InetAddress.getByName(address);

        assertFalse(AddressGuard.allows(resolved, false));
        assertFalse(AddressGuard.allows(resolved, true));
    }
}
