package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures made by hand (RFC 8017 §8.2, §9.2): who computes makes no difference. */
class TokenKeyTest {

    private static final RSAKey KEY = TokenForge.generate("ins_1", 2048);
    private static final int LENGTH = 256;
    private static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.US_ASCII);
    private static final String DIGEST_INFO = "3031300d060960864801650304020105000420";
    private static final Provider NOTHING = new Provider("Nothing", "1", "offers nothing") {};

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void nativeCodeIsThereOnLinux() {
        assertTrue(ofJdk(KEY).by(Verdicts.NATIVE.orElseThrow()).isFaster());
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void keysOfEveryAllowedLengthVerify(int bits) throws Exception {
        RSAKey key = TokenForge.generate("ins_1", bits);
        byte[] signature = raw(encoded(bits / 8, DIGEST_INFO, hash(), ""), key);

        assertSays(true, key, signature);
        signature[bits / 16] ^= 1;
        assertSays(false, key, signature);
    }

    @Test
    void aSignatureIsAsLongAsTheModulus() throws Exception {
        byte[] genuine = genuine();

        for (int length : new int[] {0, 1, LENGTH - 1, LENGTH + 1, 2 * LENGTH, 6000}) {
            assertSays(false, KEY, Arrays.copyOf(genuine, length));
        }
        byte[] padded = new byte[LENGTH + 1];
        System.arraycopy(genuine, 0, padded, 1, LENGTH);
        assertSays(false, KEY, padded);
    }

    @Test
    void aSignatureIsSmallerThanTheModulus() throws Exception {
        BigInteger modulus = KEY.getModulus().decodeToBigInteger();
        BigInteger genuine = new BigInteger(1, genuine());

        assertSays(false, KEY, bytes(modulus, LENGTH));
        assertSays(false, KEY, bytes(modulus.subtract(BigInteger.ONE), LENGTH));
        assertSays(false, KEY, bytes(modulus.add(BigInteger.ONE), LENGTH));
        assertSays(
                false,
                KEY,
                bytes(BigInteger.ONE.shiftLeft(8 * LENGTH).subtract(BigInteger.ONE), LENGTH));
        assertSays(false, KEY, bytes(genuine.add(modulus), LENGTH + 1));
        assertSays(false, KEY, new byte[LENGTH]);
        assertSays(false, KEY, bytes(BigInteger.ONE, LENGTH));
    }

    /** Encodings that some verifiers took for the right one: Bleichenbacher 2006 and after. */
    @ParameterizedTest
    @MethodSource("malleations")
    void onlyOneEncodingCounts(byte[] encoded) throws Exception {
        assertSays(false, KEY, raw(encoded, KEY));
    }

    static List<byte[]> malleations() throws GeneralSecurityException {
        byte[] hash = hash();
        byte[] right = encoded(LENGTH, DIGEST_INFO, hash, "");
        byte[] otherType = right.clone();
        otherType[1] = 2;
        byte[] privateType = right.clone();
        privateType[1] = 0;
        byte[] leading = right.clone();
        leading[0] = 1;
        byte[] holeInPadding = right.clone();
        holeInPadding[20] = 0;
        byte[] otherPadding = right.clone();
        otherPadding[20] = (byte) 0xfe;
        byte[] noSeparator = right.clone();
        noSeparator[LENGTH - 32 - 19 - 1] = (byte) 0xff;
        byte[] otherHash = right.clone();
        otherHash[LENGTH - 1] ^= 1;
        byte[] garbageAfter = Arrays.copyOf(encoded(LENGTH - 40, DIGEST_INFO, hash, ""), LENGTH);
        return List.of(
                otherType,
                privateType,
                leading,
                holeInPadding,
                otherPadding,
                noSeparator,
                otherHash,
                garbageAfter,
                // garbage inside of the parameters, and after the hash
                encoded(LENGTH, "3033300f0609608648016503040201050201010420", hash, ""),
                encoded(LENGTH, DIGEST_INFO, hash, "00"),
                encoded(LENGTH, "3033300d060960864801650304020105000420", hash, "0500"),
                // lengths in more bytes than they need
                encoded(LENGTH, "308131300d060960864801650304020105000420", hash, ""),
                encoded(LENGTH, "3032300d06096086480165030402010500048120", hash, ""),
                // no frame, another algorithm, a shorter hash
                encoded(LENGTH, "", hash, ""),
                encoded(LENGTH, "3031300d060960864801650304020205000420", hash, ""),
                encoded(LENGTH, "3021300906052b0e03021a05000414", Arrays.copyOf(hash, 20), ""),
                encoded(LENGTH, DIGEST_INFO, new byte[0], ""),
                new byte[LENGTH]);
    }

    /** Only the owner of the key can make one: native code refuses it, as RFC 8017 §9.2 does. */
    @Test
    void anAlgorithmWithoutParametersIsTheOnlyDifference() throws Exception {
        byte[] lax =
                raw(encoded(LENGTH, "302f300b0609608648016503040201" + "0420", hash(), ""), KEY);

        assertTrue(ofJdk(KEY).signed(INPUT, lax));
        Verdicts.NATIVE.ifPresent(
                provider -> assertFalse(ofJdk(KEY).by(provider).signed(INPUT, lax)));
    }

    @Test
    void anotherKeysSignatureIsRefused() throws Exception {
        RSAKey other = TokenForge.generate("ins_2", 2048);

        assertSays(false, KEY, raw(encoded(LENGTH, DIGEST_INFO, hash(), ""), other));
    }

    @Test
    void noBitOfASignatureIsFree() throws Exception {
        byte[] genuine = genuine();
        new Random(1)
                .ints(100, 0, 8 * LENGTH)
                .forEach(
                        bit -> {
                            byte[] changed = genuine.clone();
                            changed[bit / 8] ^= (byte) (1 << (bit % 8));
                            assertSays(false, KEY, changed);
                        });
    }

    /** The JDK goes on with a key of a kind that native code does not take. */
    @ParameterizedTest
    @CsvSource({"3", "65538", "4294967297", "8589934593", "18446744073709551557"})
    void anOddExponentMakesNoDifference(BigInteger exponent) throws Exception {
        assertSaysByKey(false, key(KEY.getModulus().decodeToBigInteger(), exponent), genuine());
    }

    @Test
    void anEvenModulusMakesNoDifference() throws Exception {
        BigInteger even = KEY.getModulus().decodeToBigInteger().subtract(BigInteger.ONE);

        assertSaysByKey(false, key(even, BigInteger.valueOf(65_537)), genuine());
    }

    @Test
    void withoutNativeCodeTheJdkGoesOn() throws Exception {
        KeyRing ring = KeyRing.ofOne(KEY.toRSAPublicKey()).by(NOTHING);

        assertEquals(0, ring.faster());
        TokenKey key = ring.find("any").orElseThrow();
        assertTrue(key.signed(INPUT, genuine()));
        assertFalse(key.signed(INPUT, new byte[LENGTH]));
    }

    @Test
    void whatNativeCodeCannotDecideTheJdkDoes() throws Exception {
        TokenKey key = ofJdk(KEY).by(new KeysOnly());

        assertTrue(key.isFaster());
        assertTrue(key.signed(INPUT, genuine()));
        assertFalse(key.signed(INPUT, new byte[LENGTH]));
    }

    private static void assertSays(boolean signed, RSAKey key, byte[] signature) {
        assertSaysByKey(signed, ofJdk(key), signature);
    }

    private static void assertSaysByKey(boolean signed, TokenKey key, byte[] signature) {
        assertEquals(signed, key.signed(INPUT, signature), "the JDK");
        Verdicts.NATIVE.ifPresent(
                provider ->
                        assertEquals(
                                signed, key.by(provider).signed(INPUT, signature), "native code"));
    }

    private static TokenKey ofJdk(RSAKey key) {
        try {
            return TokenKey.of(key.toRSAPublicKey());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TokenKey key(BigInteger modulus, BigInteger exponent)
            throws GeneralSecurityException {
        return TokenKey.of(
                (RSAPublicKey)
                        KeyFactory.getInstance("RSA")
                                .generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    }

    private static byte[] genuine() throws GeneralSecurityException {
        return raw(encoded(LENGTH, DIGEST_INFO, hash(), ""), KEY);
    }

    private static byte[] hash() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(INPUT);
    }

    /** EMSA-PKCS1-v1_5: 00 01 FF .. FF 00, the frame, the hash, and what should not follow it. */
    private static byte[] encoded(int length, String frame, byte[] hash, String after) {
        byte[] head = HexFormat.of().parseHex(frame);
        byte[] tail = HexFormat.of().parseHex(after);
        ByteBuffer encoded = ByteBuffer.allocate(length).put((byte) 0).put((byte) 1);
        while (encoded.remaining() > 1 + head.length + hash.length + tail.length) {
            encoded.put((byte) 0xff);
        }
        return encoded.put((byte) 0).put(head).put(hash).put(tail).array();
    }

    /** RSASP1 (RFC 8017 §5.2.1): what the owner of the key can sign, right or wrong. */
    private static byte[] raw(byte[] encoded, RSAKey key) {
        BigInteger modulus = key.getModulus().decodeToBigInteger();
        BigInteger signature =
                new BigInteger(1, encoded)
                        .modPow(key.getPrivateExponent().decodeToBigInteger(), modulus);
        return bytes(signature, encoded.length);
    }

    private static byte[] bytes(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[length];
        int used = Math.min(length, signed.length);
        System.arraycopy(signed, signed.length - used, bytes, length - used, used);
        return bytes;
    }

    /** Takes keys, and then cannot verify. */
    private static final class KeysOnly extends Provider {

        KeysOnly() {
            super("KeysOnly", "1", "takes keys, verifies nothing");
            put("KeyFactory.RSA", Keys.class.getName());
        }
    }

    /** Every key as it is. */
    public static final class Keys extends KeyFactorySpi {

        @Override
        protected Key engineTranslateKey(Key key) {
            return key;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            throw new InvalidKeySpecException();
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            throw new InvalidKeySpecException();
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec)
                throws InvalidKeySpecException {
            throw new InvalidKeySpecException();
        }
    }
}
