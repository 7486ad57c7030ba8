/** The pages and their assets. */
@NullMarked
package dev.rollcall.gateway.page;

import org.jspecify.annotations.NullMarked;
