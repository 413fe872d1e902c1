/**
 * The demo: the product's own path on a sample repository, told line by line.
 *
 * <p>In: a running server's public address. Out: three pushes with the real {@code git}, and what
 * the public API says of them. It sees nothing of the server's inside.
 */
@NullMarked
package dev.modelgate.standalone.demo;

import org.jspecify.annotations.NullMarked;
