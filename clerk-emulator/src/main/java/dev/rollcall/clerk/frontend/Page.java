package dev.rollcall.clerk.frontend;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/** Plain HTML pages; everything that is put into one is escaped. Stateless. */
final class Page {

    private Page() {}

    /** The body is HTML already. */
    static HttpResponse<String> of(HttpStatus status, String title, String body) {
        return HttpResponse.<String>status(status)
                .body(framed(escape(title), body))
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("Cache-Control", "no-store");
    }

    private static String framed(String title, String body) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 3rem auto; padding: 0 1rem; }
            label { display: block; margin-top: .75rem; }
            input { width: 100%%; padding: .4rem; font: inherit; box-sizing: border-box; }
            button { margin-top: .75rem; padding: .4rem 1rem; font: inherit; cursor: pointer; }
            .note { color: #555; border-top: 1px solid #ccc; margin-top: 2rem; padding-top: .5rem; }
            .fault { color: #a00000; }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s
            <p class="note">This is the Clerk emulator, for development and tests only: nothing here is protected.</p>
            </main>
            </body>
            </html>
            """
                .formatted(title, title, body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String fault(String message) {
        return message.isEmpty()
                ? ""
                : "<p class=\"fault\" role=\"alert\">" + escape(message) + "</p>";
    }

    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">";
    }
}
