#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "beneathdir.h"

namespace ca {

/// A PNG file of a job's workspace as it is sent to a model: not larger than what the providers take without making it
/// smaller themselves. Blocks for as long as the disk and the work take.
struct ChatImage
{
    QByteArray png;
    /// How many of the screen's pixels one of the image's stands for; 1 when it is as it was.
    double scale = 1;

    /// Nothing when there is no such picture, or not one that can be sent.
    static std::optional<ChatImage> read(const BeneathDir &workspace, const QString &name);
    static std::optional<ChatImage> from(const QByteArray &png);
};

} // namespace ca
