package dev.rollcall.gateway.page;

import dev.rollcall.contracts.clerk.ClerkInstance;
import dev.rollcall.gateway.token.ClerkConfiguration;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renders pages. Of the configuration a page holds the publishable key and the address of Clerk's
 * script, nothing else; of people nothing at all: its script fetches that with a token.
 */
@Context
final class Pages {

    private final String publishableKey;
    private final String frontendUrl;
    private final String policy;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    Pages(ClerkInstance instance, ClerkConfiguration clerk) {
        String configured = clerk.frontendUrl();
        this.publishableKey = instance.publishableKey();
        this.frontendUrl =
                configured == null || configured.isBlank()
                        ? instance.issuer()
                        : configured.replaceAll("/+$", "");
        this.policy = ContentPolicy.of(frontendUrl);
    }

    MutableHttpResponse<String> page(String name, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("publishableKey", publishableKey);
        all.put("frontendUrl", frontendUrl);
        String html = templates.computeIfAbsent(name, Template::load).fill(all);
        return HttpResponse.ok(html)
                .contentType(MediaType.of("text/html; charset=utf-8"))
                .header("Content-Security-Policy", policy)
                .header("X-Frame-Options", "DENY");
    }
}
