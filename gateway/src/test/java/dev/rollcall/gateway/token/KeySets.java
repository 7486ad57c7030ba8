package dev.rollcall.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands where Clerk's keys should. */
public final class KeySets {

    private KeySets() {}

    /** The genuine keys of several. */
    public static String of(TokenForge... clerks) {
        return set(
                Arrays.stream(clerks).map(clerk -> clerk.key().toPublicJWK()).toArray(JWK[]::new));
    }

    /** Sets of which none may be used; {@code next} is a good key, so that its use would show. */
    public static Map<String, String> unusable(TokenForge next) throws JOSEException {
        RSAKey good = next.key().toPublicJWK();
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put("nothing", "");
        sets.put("no keys", "{\"keys\":[]}");
        sets.put("HTML", "<html><body>" + set(good) + "</body></html>");
        sets.put("two sets", set(good) + set(good));
        sets.put("keys twice", "{\"keys\":[]," + set(good).substring(1));
        sets.put("a megabyte", set(good) + " ".repeat(1 << 20));
        sets.put(
                "a secret beside it",
                set(good, new OctetSequenceKey.Builder(new byte[32]).keyID("oct").build()));
        sets.put("a weak key beside it", set(good, weak()));
        sets.put(
                "exponent 3",
                set(
                        new RSAKey.Builder(good.getModulus(), Base64URL.from("Aw"))
                                .keyID(good.getKeyID())
                                .build()));
        sets.put("an id twice", set(good, TokenForge.withKey(good.getKeyID()).key().toPublicJWK()));
        sets.put("private members", set(next.key()));
        return sets;
    }

    private static JWK weak() throws JOSEException {
        return new RSAKeyGenerator(1024, true).keyID("weak").generate().toPublicJWK();
    }

    private static String set(JWK... keys) {
        return Arrays.stream(keys)
                .map(JWK::toJSONString)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
