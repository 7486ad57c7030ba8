package dev.rollcall.sample;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.List;

/**
 * Starts an example of a product back end behind Rollcall's gateway. It has no database, no Clerk
 * library and no user table, and yet knows who calls. What makes it one:
 *
 * <ol>
 *   <li>the dependencies {@code shared-contracts} and {@code micronaut-security-jwt};
 *   <li>two settings, {@code rollcall.trust.audience} (its name in the gateway's route table) and
 *       {@code rollcall.trust.keys} (whose signatures count): application.yml;
 *   <li>{@code @CurrentUser AuthenticatedUser} as a parameter: {@link GreetingController}.
 * </ol>
 *
 * <p>A call without the gateway's signatures, with those for another back end or with expired ones
 * is refused before a controller sees it; headers such as {@code X-User-Id} mean nothing here. The
 * signatures name a session, not a request. A back end without Micronaut verifies them itself:
 * {@code docs/backends.md} says what to check and shows one in Node.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Rollcall: an example of a back end",
                        version = "1",
                        description =
                                "What the gateway passes on to sample-backend. Paths are the"
                                        + " gateway's."))
public final class SampleBackend {

    private SampleBackend() {}

    /** Settings come from the environment; application.yml names them all. */
    public static void main(String[] args) {
        ServiceProcess.run(SampleBackend.class, List.of(RequiredSetting.TRUSTED_KEYS), args);
    }
}
