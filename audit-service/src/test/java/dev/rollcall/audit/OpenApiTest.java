package dev.rollcall.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.CheckedInOpenApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The description of the API that is checked in is the one that the compiler makes of the
 * controllers. After a change renew it: {@code ./mvnw -pl audit-service test -Dtest=OpenApiTest
 * -Drollcall.openapi.renew=true}.
 */
class OpenApiTest {

    @Test
    void theDescriptionCheckedInIsTheOneOfTheControllers() throws IOException {
        CheckedInOpenApi openApi = new CheckedInOpenApi("audit");

        String made = openApi.made(OpenApiTest.class.getClassLoader());

        assertEquals(openApi.text(made), made);
    }
}
