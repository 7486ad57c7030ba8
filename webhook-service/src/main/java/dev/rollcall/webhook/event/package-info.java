/** The inbox as operators see it: pages, one event with its way, its payload on request. */
@NullMarked
package dev.rollcall.webhook.event;

import org.jspecify.annotations.NullMarked;
