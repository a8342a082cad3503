# Fails when a text of the sources is missing or unfinished in a .ts file.
# cmake -DLUPDATE=… -DSOURCES=… -DTS_FILES=…;… -DWORK_DIR=… -P checktranslations.cmake
file(MAKE_DIRECTORY "${WORK_DIR}")
foreach(ts IN LISTS TS_FILES)
    file(COPY "${ts}" DESTINATION "${WORK_DIR}")
    cmake_path(GET ts FILENAME name)
    set(pluralonly "")
    if(name MATCHES "_en\\.ts$")
        set(pluralonly -pluralonly) # English needs nothing but its plurals
    endif()
    execute_process(COMMAND "${LUPDATE}" -silent -locations none ${pluralonly} "${SOURCES}" -ts "${WORK_DIR}/${name}"
        COMMAND_ERROR_IS_FATAL ANY)
    file(STRINGS "${WORK_DIR}/${name}" bad REGEX "type=\"(unfinished|vanished|obsolete)\"|<numerusform></numerusform>")
    if(bad)
        list(LENGTH bad count)
        message(SEND_ERROR "${name}: ${count} texts are unfinished or no longer used; run the target update_translations and translate them")
    endif()
endforeach()
