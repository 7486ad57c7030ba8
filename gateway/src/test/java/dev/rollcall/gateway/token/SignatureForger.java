package dev.rollcall.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tokens that are right in all but their signature, each signed as its header says. */
public final class SignatureForger {

    private static final int SPKI_HEADER = 24;

    private final TokenForge clerk;
    private final String user;

    public SignatureForger(TokenForge clerk, String user) {
        this.clerk = clerk;
        this.user = user;
    }

    /** No signature at all, an old one, or one of the text itself (CVE-2015-9235). */
    public Stream<Forgery> unsigned() {
        String old = clerk.token(user, Instant.now());
        String oldSignature = old.substring(old.lastIndexOf('.') + 1);
        return Stream.of("none", "None", "NONE", "nOnE")
                .flatMap(
                        none -> {
                            String input = input(none);
                            return Stream.of(
                                    new Forgery(none + ", empty signature", input + '.'),
                                    new Forgery(none + ", two parts", input),
                                    new Forgery(
                                            none + ", old signature", input + '.' + oldSignature),
                                    new Forgery(
                                            none + ", true signature",
                                            input + '.' + rsa(input, "SHA256withRSA", null)));
                        });
    }

    /** Signed with RS256 and the genuine key, whatever the header says. */
    public Stream<Forgery> oddAlgorithms() {
        List<@Nullable Object> odd = new ArrayList<>();
        odd.addAll(
                List.of("", 256, List.of("RS256"), "rs256", "RS256 ", "RS256\0", true, Map.of()));
        odd.add(null);
        Stream<Forgery> absent =
                Stream.of(new Forgery("alg absent", clerk.sign("{\"kid\":\"ins_1\"}", payload())));
        return Stream.concat(
                absent,
                odd.stream()
                        .map(
                                alg -> {
                                    String input = input(alg);
                                    return new Forgery(
                                            "alg " + alg,
                                            input + '.' + rsa(input, "SHA256withRSA", null));
                                }));
    }

    /** The public key taken for the shared secret of an HMAC, in all its spellings. */
    public Stream<Forgery> sharedSecrets() throws JOSEException {
        byte[] der = clerk.key().toRSAPublicKey().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(der, SPKI_HEADER, der.length);
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("PEM", bytes(pem));
        secrets.put("PEM and newline", bytes(pem + '\n'));
        secrets.put("PEM by CRLF", bytes(pem.replace("\n", "\r\n") + "\r\n"));
        secrets.put("PEM in one line", bytes(pem.replace("\n", "")));
        secrets.put("DER", der);
        secrets.put("PKCS1", pkcs1);
        secrets.put(
                "PKCS1 as PEM",
                bytes(
                        "-----BEGIN RSA PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs1)
                                + "\n-----END RSA PUBLIC KEY-----\n"));
        secrets.put("modulus", clerk.key().getModulus().decode());
        secrets.put("modulus as text", bytes(clerk.key().getModulus().toString()));
        secrets.put("JWK", bytes(clerk.key().toPublicJWK().toJSONString()));
        secrets.put("JWKS", bytes(clerk.jwks()));
        secrets.put("empty", new byte[1]); // HMAC fills keys up with zeros
        return secrets.entrySet().stream()
                .flatMap(
                        secret ->
                                Stream.of("256", "384", "512")
                                        .map(
                                                size ->
                                                        new Forgery(
                                                                "HS" + size + ' ' + secret.getKey(),
                                                                mac(size, secret.getValue()))));
    }

    /** By the genuine key, with other algorithms of RSA. */
    public Stream<Forgery> otherRsa() {
        return Stream.of("256", "384", "512")
                .flatMap(size -> Stream.of("RS" + size, "PS" + size))
                .filter(algorithm -> !algorithm.equals("RS256"))
                .map(algorithm -> new Forgery(algorithm, signedAs(algorithm, algorithm)));
    }

    /** A header that says RS256 over another algorithm's signature, by the genuine key. */
    public Stream<Forgery> otherPaddings() {
        return Stream.of("PS256", "PS384", "PS512", "RS384", "RS512", "RS1")
                .map(real -> new Forgery("RS256 with " + real, signedAs("RS256", real)));
    }

    /** Elliptic curves: an attacker's key, and the signature of zeros that Java 15 believed. */
    public Stream<Forgery> otherCurves() {
        List<Forgery> forged = new ArrayList<>();
        for (String header : List.of("ES256", "RS256")) {
            String input = input(header);
            forged.add(
                    new Forgery(
                            header + ", ECDSA of an attacker",
                            input + '.' + elliptic(input, "EC", "SHA256withECDSAinP1363Format")));
            forged.add(
                    new Forgery(header + ", zeros", input + '.' + TokenForge.encode(new byte[64])));
        }
        String input = input("EdDSA");
        forged.add(new Forgery("EdDSA", input + '.' + elliptic(input, "Ed25519", "Ed25519")));
        return forged.stream();
    }

    private String signedAs(String says, String real) {
        String size = real.substring(2);
        String input = input(says);
        String hash = "SHA-" + size;
        return input
                + '.'
                + (real.startsWith("PS")
                        ? rsa(
                                input,
                                "RSASSA-PSS",
                                new PSSParameterSpec(
                                        hash,
                                        "MGF1",
                                        new MGF1ParameterSpec(hash),
                                        Integer.parseInt(size) / Byte.SIZE,
                                        1))
                        : rsa(input, "SHA" + size + "withRSA", null));
    }

    private String mac(String size, byte[] secret) {
        String input = input("HS" + size);
        try {
            Mac mac = Mac.getInstance("HmacSHA" + size);
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return input + '.' + TokenForge.encode(mac.doFinal(bytes(input)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String rsa(String input, String algorithm, @Nullable AlgorithmParameterSpec how) {
        try {
            return signature(input, algorithm, clerk.key().toPrivateKey(), how);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String elliptic(String input, String family, String algorithm) {
        try {
            KeyPair attacker = KeyPairGenerator.getInstance(family).generateKeyPair();
            return signature(input, algorithm, attacker.getPrivate(), null);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signature(
            String input, String algorithm, PrivateKey key, @Nullable AlgorithmParameterSpec how) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (how != null) {
                signature.setParameter(how);
            }
            signature.initSign(key);
            signature.update(bytes(input));
            return TokenForge.encode(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String input(@Nullable Object algorithm) {
        Map<String, @Nullable Object> header = clerk.header();
        header.put("alg", algorithm);
        return TokenForge.encode(bytes(JSONObjectUtils.toJSONString(header)))
                + '.'
                + TokenForge.encode(bytes(payload()));
    }

    private String payload() {
        return JSONObjectUtils.toJSONString(TokenForge.claims(user, Instant.now()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
