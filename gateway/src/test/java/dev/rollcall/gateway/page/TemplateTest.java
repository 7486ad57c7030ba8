package dev.rollcall.gateway.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void escapesWhatItFillsIn() {
        Template page = new Template("<p title=\"{{title}}\">{{text}}</p>");

        String html = page.fill(Map.of("title", "\"'&", "text", "<script>$1\\</script>"));

        assertEquals("<p title=\"&quot;&#39;&amp;\">&lt;script&gt;$1\\&lt;/script&gt;</p>", html);
    }

    @Test
    void doesNotFillInWhatAValueContains() {
        assertEquals("{{b}}", new Template("{{a}}").fill(Map.of("a", "{{b}}", "b", "x")));
    }

    @Test
    void aHoleWithoutAValueIsAFault() {
        Template page = new Template("{{missing}}");

        assertThrows(IllegalArgumentException.class, () -> page.fill(Map.of()));
    }
}
