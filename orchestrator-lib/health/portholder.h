#pragma once

#include <QString>

namespace ca {

/// Who listens on a TCP port of this machine, as /proc says.
struct PortHolder
{
    /// Somebody does, on any address.
    bool isThere = false;
    /// 0 when that is a program of another user, into which we cannot look.
    qint64 pid = 0;
    /// The program's name as the kernel has it, at most 15 characters; it chose that itself.
    QString name = {};

    /// Blocks for as long as a look at all our processes takes.
    static PortHolder of(quint16 port);

    [[nodiscard]] bool isThisProgram() const;
    /// "by nginx (process 123)".
    [[nodiscard]] QString text() const;
};

} // namespace ca
