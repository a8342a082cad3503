#pragma once

#include <QHostAddress>

#include "result.h"

namespace ca {

/// Where a server listens.
struct ListenAddress
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    /// 0: any free one.
    quint16 port = 8000;

    /// Reads "127.0.0.1:8000", "localhost:8000", "[::1]:8000" or ":8000" (loopback). Errors: InvalidArgument.
    static Result<ListenAddress> parse(const QString &text);
};

} // namespace ca
