/** identity-service: the mirror of Clerk in our own PostgreSQL. */
@NullMarked
package dev.rollcall.identity;

import org.jspecify.annotations.NullMarked;
