#pragma once

#include <QByteArray>

namespace ca {

/// Whose page it is: ours around a desktop, or one that came out of a sandbox.
enum class ViewPage : quint8 { Desktop, Notebook };

/// The fields that say what a view's page may do, each with its line's end. `host` is the Host field of the request,
/// which was checked. A page from a sandbox reaches its own origin and nothing else, so that the network that the job
/// does not have is not reached through the browser instead.
QByteArray viewFields(ViewPage page, QByteArrayView host);

/// Fields that are ours to say, so that none of these comes out of a sandbox; among them all that sets cookies.
bool isViewField(QByteArrayView name);

/// A whole answer with a sentence for people; the connection is closed after it.
QByteArray viewAnswer(int status, QByteArrayView sentence, bool withBody);

/// "200 OK"
QByteArray httpStatusText(int status);

} // namespace ca
