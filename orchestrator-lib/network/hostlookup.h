#pragma once

#include <QList>
#include <QString>
#include <functional>

#include "ipaddress.h"

namespace ca {

/// Finds a name's addresses, in the order in which they are to be tried. Blocks; called on several threads at once.
using HostLookup = std::function<QList<IpAddress>(const QString &host)>;

/// As this system does it (getaddrinfo: /etc/hosts, name servers …), with the name servers' patience cut to seconds.
/// Empty when the name is not known, or nobody answers.
QList<IpAddress> lookUpHost(const QString &host);

} // namespace ca
