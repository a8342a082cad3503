#pragma once

#include <QList>
#include <QString>
#include <cstdint>

namespace ca::dashboard {

/// A line of an overview: what it is about, and what there is to say.
struct Fact
{
    enum class Kind : std::uint8_t {
        Text,
        Code, ///< a path, an id: in the fixed font
        Link, ///< `target` opens when it is clicked
    };

    QString label;
    QString text;
    Kind kind = Kind::Text;
    QString target = {};
    QString tip = {};

    bool operator==(const Fact &) const = default;
};

/// Facts under a heading.
struct FactGroup
{
    QString heading;
    QList<Fact> facts;

    bool operator==(const FactGroup &) const = default;
};

} // namespace ca::dashboard
