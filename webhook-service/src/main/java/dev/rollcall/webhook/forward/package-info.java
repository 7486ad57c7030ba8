/** Applied events on their way to the product's back ends. */
@NullMarked
package dev.rollcall.webhook.forward;

import org.jspecify.annotations.NullMarked;
