/** The objects of the native contract that more than one writes, each written in one place. Pure. */
package io.pagebridge.json;
