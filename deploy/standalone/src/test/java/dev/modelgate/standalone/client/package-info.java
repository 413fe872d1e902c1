@NullMarked
package dev.modelgate.standalone.client;

import org.jspecify.annotations.NullMarked;
