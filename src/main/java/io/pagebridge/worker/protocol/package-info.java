/** PX1, the frames between the service and a worker: {@link io.pagebridge.worker.protocol.Frame} describes them. */
package io.pagebridge.worker.protocol;
