package dev.rollcall.contracts.api;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an endpoint that answers a page of a list, by {@code limit} and {@code cursor}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Parameter(name = "limit", ref = "#/components/parameters/limit")
@Parameter(name = "cursor", ref = "#/components/parameters/cursor")
public @interface Paged {}
