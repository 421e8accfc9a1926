package io.syncline.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.net.SocketFactory;

/**
 * Sockets on which a thread that waits for the database is interrupted: the socket is closed then,
 * and its connection is lost. An ordinary socket keeps waiting. Public, and with a constructor,
 * since the driver makes it by its name.
 */
public final class InterruptibleSockets extends SocketFactory {

  public InterruptibleSockets() {}

  /** Whether the driver can find this class, whose loader it need not share. */
  static boolean isSeenByDriver(String url) {
    try {
      ClassLoader driver = DriverManager.getDriver(url).getClass().getClassLoader();
      return Class.forName(InterruptibleSockets.class.getName(), false, driver)
          == InterruptibleSockets.class;
    } catch (ClassNotFoundException | SQLException e) {
      return false;
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    return SocketChannel.open().socket();
  }

  private Socket connected(InetSocketAddress from, InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.bind(from);
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(0), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(0), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(localAddress, localPort), new InetSocketAddress(address, port));
  }
}
