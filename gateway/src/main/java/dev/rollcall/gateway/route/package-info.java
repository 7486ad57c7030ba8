/** Which paths exist, and what each asks of its visitor. */
@NullMarked
package dev.rollcall.gateway.route;

import org.jspecify.annotations.NullMarked;
