package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.token.PresentedToken.Absent;
import dev.rollcall.gateway.token.PresentedToken.Presented;
import dev.rollcall.gateway.token.PresentedToken.Unusable;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTokenTest {

    private static final String SUFFIX = "QvfNY2dr";

    @Test
    void readsABearerToken() {
        assertEquals(new Presented("a.b.c"), find(true, "Authorization", "Bearer a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer a.b.c", "Basic x", "a.b.c", "", "BEARER a.b.c"})
    void refusesAnotherScheme(String value) {
        assertEquals(new Unusable(), find(true, "Authorization", value));
    }

    @Test
    void theHeaderWinsOverCookies() {
        assertEquals(
                new Presented("a.b.c"),
                find(true, "Authorization", "Bearer a.b.c", "Cookie", "__session=d.e.f"));
    }

    @Test
    void prefersTheCookieOfThisInstance() {
        assertEquals(
                new Presented("own"),
                find(true, "Cookie", "__session=other; __session_QvfNY2dr=own; x=y"));
        assertEquals(
                new Presented("plain"),
                find(true, "Cookie", "__session_qReyu04C=foreign; __session=plain"));
    }

    @Test
    void cookiesCountOnlyWhereTheyMay() {
        assertEquals(new Absent(), find(false, "Cookie", "__session=d.e.f"));
        assertEquals(new Absent(), find(true, "Cookie", "__session=; x__session=y"));
    }

    @ParameterizedTest
    @CsvSource({
        "pk_test_Y2xlcmsuY2xlcmsuZGV2JA,QvfNY2dr",
        "pk_live_ZmFrZS1jbGVyay10ZXN0LmNsZXJrLmFjY291bnRzLmRldiQ=,qReyu04C",
        "pk_test_ZXhhbXBsZS5hY2NvdW50cy5kZXYk,PXVV4PZn",
    })
    void derivesTheSuffixAsClerkDoes(String publishableKey, String suffix) {
        assertEquals(suffix, CookieSuffix.of(publishableKey));
    }

    @Test
    void theOwnOriginIsTheHostOfARequestOnThisMachine() {
        OwnOrigin own = new OwnOrigin("", Set.of());

        assertTrue(own.isProvenBy(origin("http://127.0.0.1:8080", "127.0.0.1:8080")));
        assertFalse(own.isProvenBy(origin("http://127.0.0.1:9999", "127.0.0.1:8080")));
        assertFalse(own.isProvenBy(origin("http://evil.example", "evil.example")));
        assertFalse(own.isProvenBy(origin("null", "127.0.0.1:8080")));
    }

    @Test
    void theOwnOriginIsThePublicUrlWhereThereIsOne() {
        OwnOrigin own =
                new OwnOrigin("https://app.example.com/", Set.of("https://shop.example.com"));

        assertTrue(own.isProvenBy(origin("https://app.example.com", "app.example.com")));
        assertTrue(own.isProvenBy(origin("https://shop.example.com", "app.example.com")));
        assertFalse(own.isProvenBy(origin("https://app.example.com.evil", "app.example.com")));
        assertFalse(own.isProvenBy(origin("http://app.example.com", "app.example.com")));
        assertFalse(own.isProvenBy(origin("http://localhost", "localhost")));
    }

    @Test
    void fetchMetadataProvesTheOwnOriginToo() {
        OwnOrigin own = new OwnOrigin(null, Set.of());

        assertTrue(own.isProvenBy(headers("Sec-Fetch-Site", "same-origin")));
        assertFalse(own.isProvenBy(headers("Sec-Fetch-Site", "same-site")));
        assertFalse(own.isProvenBy(headers()));
        assertFalse(
                own.isProvenBy(headers("Sec-Fetch-Site", "same-origin", "Origin", "https://evil")));
    }

    private static PresentedToken find(boolean cookiesCount, String... headers) {
        return PresentedToken.find(headers(headers), cookiesCount, SUFFIX);
    }

    private static HttpHeaders origin(String origin, String host) {
        return headers("Origin", origin, "Host", host);
    }

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }
}
