/** How this service sees itself, for the gateway's health page. */
@NullMarked
package dev.rollcall.webhook.status;

import org.jspecify.annotations.NullMarked;
