package dev.rollcall.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clerk's signing key in a test: makes genuine session tokens and every kind of false one. */
public final class TokenForge {

    public static final String ISSUER = "https://clerk.localhost";
    public static final String PUBLISHABLE_KEY = "pk_test_Y2xlcmsubG9jYWxob3N0JA==";
    public static final String PARTY = "http://127.0.0.1:8080";

    private final RSAKey key;

    private TokenForge(RSAKey key) {
        this.key = key;
    }

    public static TokenForge withKey(String keyId) {
        return new TokenForge(generate(keyId, 2048));
    }

    static RSAKey generate(String keyId, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(keyId).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    RSAKey key() {
        return key;
    }

    /** The key set as Clerk publishes it. */
    public String jwks() {
        return new JWKSet(List.of(key.toPublicJWK())).toString();
    }

    KeyRing ring() {
        return JwkSetReader.read(jwks().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    public Map<String, @Nullable Object> header() {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("alg", "RS256");
        header.put("cat", "cl_B7d4PD111AAA");
        header.put("kid", key.getKeyID());
        header.put("typ", "JWT");
        return header;
    }

    /** A version 2 session token of 60 s, as Clerk makes it with its default settings. */
    public static Map<String, @Nullable Object> claims(String user, Instant issuedAt) {
        long now = issuedAt.getEpochSecond();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("azp", PARTY);
        claims.put("exp", now + 60);
        claims.put("fva", List.of(0, -1));
        claims.put("iat", now);
        claims.put("iss", ISSUER);
        claims.put("jti", "c2b7f0");
        claims.put("nbf", now - 10);
        claims.put("sid", "sess_1");
        claims.put("sts", "active");
        claims.put("sub", user);
        claims.put("v", 2);
        return claims;
    }

    public String token(String user, Instant issuedAt) {
        return sign(header(), claims(user, issuedAt));
    }

    public String sign(Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims) {
        return sign(JSONObjectUtils.toJSONString(header), JSONObjectUtils.toJSONString(claims));
    }

    /** Signs any text as header and payload. */
    public String sign(String header, String payload) {
        return sign(
                header.getBytes(StandardCharsets.UTF_8),
                payload.getBytes(StandardCharsets.UTF_8),
                "SHA256withRSA");
    }

    String sign(byte[] header, byte[] payload, String algorithm) {
        String input = encode(header) + '.' + encode(payload);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key.toRSAPrivateKey());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + '.' + encode(signature.sign());
        } catch (GeneralSecurityException | JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
