/** Tests of how the gateway writes its log. */
@NullMarked
package dev.rollcall.gateway.log;

import org.jspecify.annotations.NullMarked;
