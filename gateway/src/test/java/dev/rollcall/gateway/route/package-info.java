/** The route table as a specification. */
@NullMarked
package dev.rollcall.gateway.route;

import org.jspecify.annotations.NullMarked;
