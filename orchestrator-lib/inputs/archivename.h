#pragma once

#include <QString>

namespace ca {

/// What a file that is called so unpacks to: "data" for data.zip, data.tar.gz, data.tgz, data.7z …; empty when it is
/// not called like an archive. Formats that are ZIPs by another name (.docx, .jar, .whl) are not archives to people.
QString unpackedName(const QString &fileName);

} // namespace ca
