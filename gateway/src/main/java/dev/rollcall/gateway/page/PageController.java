package dev.rollcall.gateway.page;

import dev.rollcall.gateway.route.RouteTable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages; who may see which stands in the route table. */
@Hidden
@Controller(produces = MediaType.TEXT_HTML)
final class PageController {

    private static final String HOME = "/app";

    private final Pages pages;
    private final RouteTable routes;

    PageController(Pages pages, RouteTable routes) {
        this.pages = pages;
        this.routes = routes;
    }

    @Get("/")
    HttpResponse<String> index() {
        return pages.page("index", Map.of());
    }

    @Get("/login")
    HttpResponse<String> login(@QueryValue @Nullable String next) {
        return pages.page("login", Map.of("next", destination(next)));
    }

    @Get("/signup")
    HttpResponse<String> signup(@QueryValue @Nullable String next) {
        return pages.page("signup", Map.of("next", destination(next)));
    }

    @Get("/app")
    HttpResponse<String> app() {
        return pages.page("app", Map.of());
    }

    @Get("/admin")
    HttpResponse<String> admin() {
        return pages.page("admin", Map.of());
    }

    /** Only a page of the route table, never an address. */
    private String destination(@Nullable String next) {
        return next != null && routes.isPage(next) ? next : HOME;
    }
}
