/** How endpoints describe themselves in OpenAPI. */
@NullMarked
package dev.rollcall.contracts.api;

import org.jspecify.annotations.NullMarked;
