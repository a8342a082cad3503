#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace ca {

/// Hosts as a setting names them: `example.org`, `example.org:8443`, `*.example.org` (what is below it, not itself),
/// `192.168.1.5:80`, `[fd00::5]`.
struct HostPattern
{
    /// In its normal form, without the `*.`.
    QString host;
    bool isWildcard = false;
    /// Not set: the ports of the web, 80 and 443.
    std::optional<quint16> port = {};

    /// Not set for what is none.
    static std::optional<HostPattern> parse(const QString &text);

    /// As a setting has it.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool matchesHost(const QString &normalHost) const;
    [[nodiscard]] bool matches(const QString &normalHost, quint16 hostPort) const;

    bool operator==(const HostPattern &) const = default;
};

/// 80 and 443: what can be reached unless a setting names another port.
bool isWebPort(quint16 port);

/// A list, separated by commas or white space. Not set when one of them is no pattern.
std::optional<QList<HostPattern>> parseHostPatterns(const QString &text);

} // namespace ca
