package dev.rollcall.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** Turns the first RSA key of a JWK Set on standard input into PEM, which HAProxy reads. */
final class PublicKey {

    private PublicKey() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        String jwks = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        RSAPublicKeySpec key = new RSAPublicKeySpec(number(jwks, "n"), number(jwks, "e"));
        byte[] encoded = KeyFactory.getInstance("RSA").generatePublic(key).getEncoded();
        System.out.println("-----BEGIN PUBLIC KEY-----");
        System.out.println(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded));
        System.out.println("-----END PUBLIC KEY-----");
    }

    private static BigInteger number(String jwks, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(JsonText.get(jwks, name)));
    }
}
