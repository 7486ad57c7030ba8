/** How the service sees itself. */
@NullMarked
package dev.rollcall.identity.status;

import org.jspecify.annotations.NullMarked;
