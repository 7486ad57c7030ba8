package dev.rollcall.clerk.frontend;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two pages a person sees: choose who you are, or become somebody new. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInController {

    private static final int MOST_SHOWN = 20;
    private static final String SIGN_IN = "Sign in (emulator)";
    private static final String SIGN_UP = "Sign up (emulator)";

    private final ClerkState state;
    private final SignIn signIn;

    SignInController(ClerkState state, SignIn signIn) {
        this.state = state;
        this.signIn = signIn;
    }

    @Get("/sign-in")
    HttpResponse<String> signInPage(@QueryValue("redirect_url") @Nullable String redirectUrl) {
        return signInPage(HttpStatus.OK, signIn.target(redirectUrl), "");
    }

    @Get("/sign-up")
    HttpResponse<String> signUpPage(@QueryValue("redirect_url") @Nullable String redirectUrl) {
        return signUpPage(HttpStatus.OK, signIn.target(redirectUrl), "");
    }

    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, @Body Map<String, String> form) {
        String target = signIn.target(form.get("redirect_url"));
        String name = form.getOrDefault("identifier", "").strip();
        try {
            return signIn.existing(request, name, target);
        } catch (ClerkFault fault) {
            return signInPage(HttpStatus.UNPROCESSABLE_ENTITY, target, fault.longMessage());
        }
    }

    @Post("/sign-up")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signUp(HttpRequest<?> request, @Body Map<String, String> form) {
        String target = signIn.target(form.get("redirect_url"));
        Params person =
                Params.of(
                        Document.of(
                                "email_address", List.of(form.getOrDefault("email", "").strip()),
                                "first_name", form.getOrDefault("first_name", "").strip(),
                                "last_name", form.getOrDefault("last_name", "").strip()));
        try {
            return signIn.newcomer(request, person, target);
        } catch (ClerkFault fault) {
            return signUpPage(HttpStatus.UNPROCESSABLE_ENTITY, target, fault.longMessage());
        }
    }

    private HttpResponse<String> signInPage(HttpStatus status, String target, String fault) {
        StringBuilder people = new StringBuilder();
        for (Document user : state.read(SignInController::firstPeople)) {
            people.append(
                    """
                    <form method="post" action="/sign-in">%s%s<button>%s</button></form>
                    """
                            .formatted(
                                    Page.hidden("redirect_url", target),
                                    Page.hidden("identifier", user.id()),
                                    Page.escape(label(user))));
        }
        String body =
                """
                %s
                %s
                <form method="post" action="/sign-in">
                %s
                <label>E-mail address or username <input name="identifier" required></label>
                <button>Continue</button>
                </form>
                <p><a href="%s">Sign up instead</a></p>
                """
                        .formatted(
                                Page.fault(fault),
                                people,
                                Page.hidden("redirect_url", target),
                                Page.escape(SignIn.link("/sign-up", target)));
        return Page.of(status, SIGN_IN, body);
    }

    private static HttpResponse<String> signUpPage(HttpStatus status, String target, String fault) {
        String body =
                """
                %s
                <form method="post" action="/sign-up">
                %s
                <label>E-mail address <input name="email" type="email" required></label>
                <label>First name <input name="first_name"></label>
                <label>Last name <input name="last_name"></label>
                <button>Sign up</button>
                </form>
                <p><a href="%s">Sign in instead</a></p>
                """
                        .formatted(
                                Page.fault(fault),
                                Page.hidden("redirect_url", target),
                                Page.escape(SignIn.link("/sign-in", target)));
        return Page.of(status, SIGN_UP, body);
    }

    private static List<Document> firstPeople(Tables tables) {
        return tables.all(Kind.USERS).stream().limit(MOST_SHOWN).toList();
    }

    private static String label(Document user) {
        String username = user.textOrNull("username");
        String email = Users.primaryEmail(user);
        return username == null ? String.valueOf(email) : username + " · " + email;
    }
}
