package dev.rollcall.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;

/**
 * The token with which one service calls another, from the local stack's key. It is valid
 * for 30 s and renewed after 15, so that its signature costs the measured time nothing.
 */
final class ServiceToken {

    private static final long RENEW_SECONDS = 15;
    private static final long LIFETIME_SECONDS = 30;

    private final PrivateKey key;
    private final String keyId;
    private final String caller;
    private final String callee;
    private String token = "";
    private long signedAt;

    ServiceToken(Path privateJwk, String caller, String callee)
            throws IOException, GeneralSecurityException {
        this.caller = caller;
        this.callee = callee;
        String jwk = Files.readString(privateJwk);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        BigInteger secret =
                new BigInteger(1, Base64.getUrlDecoder().decode(JsonText.get(jwk, "d")));
        this.key =
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new ECPrivateKeySpec(
                                        secret, curve.getParameterSpec(ECParameterSpec.class)));
        this.keyId = JsonText.get(jwk, "kid");
    }

    /** Prints one that counts from now on: the file of the gateway's key, then whom it calls. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        ServiceToken token = new ServiceToken(Path.of(arguments[0]), "gateway", arguments[1]);
        System.out.println(token.at(System.currentTimeMillis() / 1000));
    }

    String at(long epochSecond) throws GeneralSecurityException {
        if (epochSecond - signedAt >= RENEW_SECONDS) {
            token = sign(epochSecond);
            signedAt = epochSecond;
        }
        return token;
    }

    private String sign(long epochSecond) throws GeneralSecurityException {
        String header =
                """
                {"alg":"ES256","typ":"rollcall-service+jwt","kid":"%s"}"""
                        .formatted(keyId);
        String claims =
                """
                {"iss":"%s","aud":"%s","iat":%d,"exp":%d}"""
                        .formatted(caller, callee, epochSecond, epochSecond + LIFETIME_SECONDS);
        String signed = encode(header.getBytes(StandardCharsets.UTF_8));
        signed += '.' + encode(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + encode(signature.sign());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
