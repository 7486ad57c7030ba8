package dev.rollcall.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.stream.IntStream;

/**
 * Prints session tokens that differ, signed with the Clerk emulator's key: the file of its state, a
 * token to take after, how many, and either {@code same} for one session's or {@code people} for one
 * session of each of users.sql's people.
 */
final class SessionTokens {

    /** The first few places in the database were taken before users.sql came. */
    private static final int FIRST_PERSON = 100;

    private final PrivateKey key;
    private final String header;
    private final String claims;
    private final boolean people;

    private SessionTokens(PrivateKey key, String model, boolean people) {
        String[] parts = model.split("\\.");
        this.key = key;
        this.header = parts[0];
        this.claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        this.people = people;
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        String state = Files.readString(Path.of(arguments[0])).replace("\\\"", "\"");
        SessionTokens tokens =
                new SessionTokens(key(state), arguments[1], arguments[3].equals("people"));
        IntStream.range(0, Integer.parseInt(arguments[2]))
                .parallel()
                .mapToObj(tokens::token)
                .forEachOrdered(System.out::println);
    }

    private String token(int number) {
        String own = with("jti", new RandomText().id(), claims);
        if (people) {
            own = with("sub", "user_bench" + (FIRST_PERSON + number), own);
            own = with("sid", "sess_bench" + (FIRST_PERSON + number), own);
        }
        String signed = header + '.' + encode(own.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + encode(signature.sign());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("the emulator's key does not sign", fault);
        }
    }

    private static String with(String claim, String value, String claims) {
        return claims.replaceFirst(
                '"' + claim + "\"\\s*:\\s*\"[^\"]*\"", '"' + claim + "\":\"" + value + '"');
    }

    private static PrivateKey key(String jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(
                        new RSAPrivateCrtKeySpec(
                                number(jwk, "n"),
                                number(jwk, "e"),
                                number(jwk, "d"),
                                number(jwk, "p"),
                                number(jwk, "q"),
                                number(jwk, "dp"),
                                number(jwk, "dq"),
                                number(jwk, "qi")));
    }

    private static BigInteger number(String jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(JsonText.get(jwk, name)));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
