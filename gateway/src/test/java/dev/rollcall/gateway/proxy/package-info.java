/** What crosses the gateway. */
@NullMarked
package dev.rollcall.gateway.proxy;

import org.jspecify.annotations.NullMarked;
