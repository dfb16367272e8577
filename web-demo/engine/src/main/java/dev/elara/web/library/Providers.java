package dev.elara.web.library;

import java.lang.reflect.Field;
import java.security.Security;
import java.util.Properties;

/** The security properties where no file has them. */
public final class Providers {

  private Providers() {}

  /** In place of what {@link Security} reads when it is first used. */
  public static void initialize() throws ReflectiveOperationException {
    Properties properties = (Properties) field("props").get(null);
    properties.setProperty("security.provider.1", "SUN");
    properties.setProperty("keystore.type", "pkcs12");
    field("initialSecurityProperties").set(null, properties.clone());
  }

  private static Field field(String name) throws ReflectiveOperationException {
    Field field = Security.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
