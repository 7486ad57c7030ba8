/** Events delivered again on an operator's word. */
@NullMarked
package dev.rollcall.webhook.replay;

import org.jspecify.annotations.NullMarked;
