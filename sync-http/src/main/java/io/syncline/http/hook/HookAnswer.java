package io.syncline.http.hook;

import java.net.http.HttpHeaders;

/**
 * What is known of an answer besides its body.
 *
 * @param call as messages name it: its method, and its path as the manifest has it
 */
public record HookAnswer(String call, int status, HttpHeaders headers) {}
