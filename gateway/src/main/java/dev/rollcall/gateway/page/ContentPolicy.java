package dev.rollcall.gateway.page;

import dev.rollcall.contracts.start.SettingsException;
import java.net.URI;

/**
 * The Content-Security-Policy of our pages: our own files and Clerk's, no inline script (Clerk,
 * guides/secure/best-practices/csp-headers). Pure.
 */
final class ContentPolicy {

    private ContentPolicy() {}

    static String of(String frontendUrl) {
        String clerk = origin(frontendUrl);
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self' " + clerk + " https://challenges.cloudflare.com",
                "connect-src 'self' " + clerk,
                "img-src 'self' data: https://img.clerk.com",
                "style-src 'self' 'unsafe-inline'",
                "worker-src 'self' blob:",
                "frame-src https://challenges.cloudflare.com",
                "form-action 'self' " + clerk,
                "object-src 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    private static String origin(String frontendUrl) {
        try {
            URI url = URI.create(frontendUrl);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getRawUserInfo() == null) {
                return url.getScheme() + "://" + url.getRawAuthority();
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new SettingsException("ROLLCALL_CLERK_FRONTEND_URL is http(s)://host[:port]");
    }
}
